import { useState } from 'react';
import { isProblem } from '../../api/problem';
import type { NewRequest } from '../../api/types';
import { Banner } from '../../kit/Banner';
import { Button } from '../../kit/Button';
import { LinkTo } from '../../kit/LinkTo';
import { TextArea } from '../../kit/TextArea';
import { TextField } from '../../kit/TextField';
import { isOpenRequest, requestType } from '../../text/requestWords';
import { useTexts } from '../../text/Texts';
import { permissionFor } from '../state/life';
import { usePortal } from '../state/PortalContext';
import { useFileRequest, useRequests, useSubscription } from '../state/queries';
import { useIntent } from '../state/useIntent';
import { ProblemBanner } from './ProblemBanner';
import { RequestEffect } from './RequestEffect';
import { SupportAddress } from './SupportAddress';
import { useWishWords } from './useWishWords';

interface RequestFormProps {
  request: NewRequest;
  onDone?: () => void;
  /** A message may be left out when the request says everything by itself. */
  messageOptional?: boolean;
  sendLabel?: string | undefined;
}

/** Writes to staff: what is wanted, what that does, a message; then the way to the request that came of it. */
export function RequestForm({ request, onDone, messageOptional, sendLabel }: RequestFormProps) {
  const { t } = useTexts();
  const wishWords = useWishWords();
  const { plan } = usePortal();
  const subscription = useSubscription().data;
  const life = subscription;
  const requests = useRequests().data?.data ?? [];
  const [message, setMessage] = useState('');
  const [missing, setMissing] = useState(false);
  const [dates, setDates] = useState<{ from?: string; to?: string }>({});
  const intent = useIntent();
  const file = useFileRequest();
  const pause = request.type === 'pause';
  const optional = messageOptional || pause;

  if (file.data) {
    return (
      <div className="stack">
        <Banner tone="good" announced title={t('request.sent')}>
          <p>{t('request.sent_text')}</p>
        </Banner>
        <div className="row wrap gap-s">
          <LinkTo look="secondary" to={`/portal/requests/${file.data.id}`}>
            {t('request.see')}
          </LinkTo>
          {onDone && (
            <Button look="quiet" onClick={onDone}>
              {t('kit.close')}
            </Button>
          )}
        </div>
      </div>
    );
  }

  const open = requests.find((known) => known.type === request.type && isOpenRequest(known.state));
  if (open) {
    return (
      <div className="stack">
        <Banner
          tone="info"
          title={t('request.open_already', { type: requestType(open.type, t) })}
          actions={
            <LinkTo look="secondary" to={`/portal/requests/${open.id}`}>
              {t('request.see')}
            </LinkTo>
          }
        >
          <p>{t('request.open_already_text')}</p>
        </Banner>
        <SupportAddress />
      </div>
    );
  }

  const usual = (life && permissionFor(life, 'pause')?.possible_from) ?? life?.period?.[1] ?? '';
  const from = dates.from ?? usual;
  const to = dates.to ?? '';
  const period = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
  const asked: NewRequest = pause ? { type: 'pause', ...period } : request;
  const wish = pause ? { pause: period } : request.set;
  const refusal = isProblem(file.error, 'request_already_open') ? file.error.body : undefined;
  const quoted = plan(request.set?.plan)?.contact_only;
  const backward = pause && from !== '' && to !== '' && to <= from;

  const send = () => {
    const text = message.trim();
    const lacks = !text && !optional;
    setMissing(lacks);
    if (lacks || backward) return;
    file.mutate(
      { request: text ? { ...asked, message: text } : asked, intent: intent.key() },
      { onSettled: (_done, error) => intent.settle(error) },
    );
  };

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {pause ? (
        <div className="form-grid">
          <TextField
            type="date"
            name="from"
            label={t('request.pause_from')}
            value={from}
            onText={(day) => setDates({ ...dates, from: day })}
          />
          <TextField
            type="date"
            name="to"
            label={t('request.pause_to')}
            optional={t('billing.optional')}
            value={to}
            min={from}
            onText={(day) => setDates({ ...dates, to: day })}
            hint={t('request.pause_to_hint')}
            error={backward ? t('request.pause_backward') : undefined}
          />
        </div>
      ) : (
        request.set && (
          <p>
            <span className="muted">{t('request.asked')}</span>{' '}
            <strong>{wishWords(request.set)}</strong>
          </p>
        )
      )}
      {wish && !backward && !quoted && <RequestEffect wish={wish} had={subscription} />}
      <TextArea
        label={t(optional ? 'request.message_optional' : 'request.message')}
        value={message}
        maxLength={5000}
        onText={setMessage}
        error={missing ? t('request.message_missing') : undefined}
      />
      {file.error && (
        <ProblemBanner
          error={file.error}
          actions={
            refusal?.open_request && (
              <LinkTo look="secondary" to={`/portal/requests/${refusal.open_request}`}>
                {t('request.see')}
              </LinkTo>
            )
          }
        >
          {t('problem.kept')}
        </ProblemBanner>
      )}
      <div className="row wrap between">
        <Button type="submit" look="primary" busy={file.isPending}>
          {sendLabel ?? t('request.send')}
        </Button>
        <SupportAddress />
      </div>
    </form>
  );
}
