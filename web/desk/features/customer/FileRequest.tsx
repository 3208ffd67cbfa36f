import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../../api/client';
import { isProblem } from '../../../api/problem';
import type { NewRequest } from '../../../api/types';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import { Select } from '../../../kit/Select';
import { TextArea } from '../../../kit/TextArea';
import { TextField } from '../../../kit/TextField';
import { useToast } from '../../../kit/Toast';
import { usePortal } from '../../../portal/state/PortalContext';
import { useSubscription } from '../../../portal/state/queries';
import { useIntent } from '../../../portal/state/useIntent';
import { requestType } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { PauseDays } from '../../PauseDays';
import { useLacks } from '../../state/StaffRights';

/** Of these the wish is a plan or numbers. */
const withWish = ['custom_plan', 'reduction'];
const usual = [
  'contact',
  'reduction',
  'pause',
  'cancellation',
  'non_renewal',
  'custom_plan',
  'refund',
  'billing_correction',
  'reactivation',
];

/** Somebody wrote a mail: what they ask for becomes a request like any other. */
export function FileRequest() {
  const { t } = useTexts();
  const lacks = useLacks('decide_requests');
  if (!lacks) return <FileRequestForm />;
  return (
    <section className="card stack" aria-labelledby="file-request">
      <h2 id="file-request">{t('customer.file')}</h2>
      <p className="muted small">{lacks}</p>
    </section>
  );
}

function FileRequestForm() {
  const { t } = useTexts();
  const { customer, offer, item } = usePortal();
  const subscription = useSubscription().data;
  const say = useToast();
  const client = useQueryClient();
  const intent = useIntent();
  const types = offer.request_types?.length ? offer.request_types : usual;
  const [type, setType] = useState(types.includes('contact') ? 'contact' : (types[0] ?? 'contact'));
  const [message, setMessage] = useState('');
  const [missing, setMissing] = useState(false);
  const [plan, setPlan] = useState('');
  const [numbers, setNumbers] = useState<Record<string, string>>({});
  const [days, setDays] = useState({ from: '', to: '' });
  const asks = withWish.includes(type);

  const file = useMutation({
    mutationFn: (request: NewRequest) =>
      body(
        api.POST('/v1/requests', {
          params: { header: { 'Idempotency-Key': intent.key() } },
          body: request,
        }),
      ),
    onSettled: (_done, error) => {
      intent.settle(error);
      client.invalidateQueries({ queryKey: ['requests'] });
      client.invalidateQueries({ queryKey: ['acts'] });
    },
    onSuccess: () => {
      setMessage('');
      setPlan('');
      setNumbers({});
      setDays({ from: '', to: '' });
      say(t('customer.file_done'));
    },
  });
  const send = () => {
    const words = message.trim();
    setMissing(!words);
    if (!words) return;
    const quantities = Object.fromEntries(
      Object.entries(numbers)
        .filter(([, number]) => /^\d{1,6}$/.test(number.trim()))
        .map(([code, number]) => [code, Number(number)]),
    );
    const set = {
      ...(plan && { plan }),
      ...(Object.keys(quantities).length > 0 && { quantities }),
    };
    file.mutate({
      customer: customer.id,
      type,
      message: words,
      ...(asks && Object.keys(set).length > 0 && { set }),
      ...(type === 'pause' && days.from && { from: days.from }),
      ...(type === 'pause' && days.to && { to: days.to }),
    });
  };
  const open = isProblem(file.error, 'request_already_open') && file.error.body.open_request;
  const items = Object.keys(subscription?.quantities ?? {});
  return (
    <section className="card stack" aria-labelledby="file-request">
      <h2 id="file-request">{t('customer.file')}</h2>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <div className="desk-days">
          <Select
            label={t('customer.file_type')}
            name="type"
            value={type}
            options={types.map((code) => ({ value: code, text: requestType(code, t) }))}
            onPick={setType}
          />
          {asks && (
            <Select
              label={t('customer.file_plan')}
              name="plan"
              value={plan}
              options={[
                { value: '', text: t('customer.file_same') },
                ...offer.plans.map(({ code, name }) => ({ value: code, text: name })),
              ]}
              onPick={setPlan}
            />
          )}
          {asks &&
            items.map((code) => (
              <TextField
                key={code}
                label={t('customer.file_item', { name: item(code)?.name_plural ?? code })}
                name={`quantity-${code}`}
                inputMode="numeric"
                placeholder={String(subscription?.quantities[code] ?? '')}
                value={numbers[code] ?? ''}
                maxLength={6}
                onText={(number) => setNumbers({ ...numbers, [code]: number })}
              />
            ))}
          {type === 'pause' && <PauseDays days={days} optional onDays={setDays} />}
        </div>
        <TextArea
          label={t('customer.file_message')}
          name="message"
          value={message}
          rows={6}
          maxLength={5000}
          onText={setMessage}
          error={missing && !message.trim() ? t('request.message_missing') : undefined}
        />
        <p className="hint">{t('customer.file_hint')}</p>
        {file.error && <DeskProblem error={file.error} onRetry={() => send()} />}
        {open && (
          <LinkTo look="secondary" to={`/desk/requests/${open}`}>
            {t('customer.file_open')}
          </LinkTo>
        )}
        {file.data && (
          <Banner tone="good" announced title={t('customer.file_done')}>
            <LinkTo to={`/desk/requests/${file.data.id}`}>{requestType(file.data.type, t)}</LinkTo>
          </Banner>
        )}
        <div>
          <Button type="submit" look="primary" busy={file.isPending}>
            {t('customer.file_send')}
          </Button>
        </div>
      </form>
    </section>
  );
}
