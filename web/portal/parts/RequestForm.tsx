import { useRef, useState } from 'react';
import { newIntent } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { NewRequest } from '../../api/types';
import { Banner } from '../../kit/Banner';
import { Button } from '../../kit/Button';
import { LinkTo } from '../../kit/LinkTo';
import { TextArea } from '../../kit/TextArea';
import { useTexts } from '../../text/Texts';
import { useFileRequest } from '../state/queries';
import { ProblemBanner } from './ProblemBanner';

interface RequestFormProps {
  request: NewRequest;
  onDone?: () => void;
  /** A message may be left out when the request says everything by itself. */
  messageOptional?: boolean;
}

/** Writes to staff and shows the number of the request that came of it. */
export function RequestForm({ request, onDone, messageOptional }: RequestFormProps) {
  const { t } = useTexts();
  const [message, setMessage] = useState('');
  const [missing, setMissing] = useState(false);
  const intent = useRef(newIntent());
  const file = useFileRequest();

  if (file.data) {
    return (
      <div className="stack">
        <Banner tone="good" announced title={t('request.sent')}>
          <p>
            {t('request.sent_text')} <code>{file.data.id}</code>
          </p>
        </Banner>
        <div className="row wrap gap-s">
          <LinkTo look="secondary" to="/portal/requests">
            {t('request.see_all')}
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

  const send = () => {
    const text = message.trim();
    setMissing(!text && !messageOptional);
    if (!text && !messageOptional) return;
    file.mutate(
      { request: text ? { ...request, message: text } : request, intent: intent.current },
      {
        onError: (error) => {
          // A refusal is final for its key; only an answer that was lost is asked for again.
          if (error instanceof ApiProblem && error.status < 500) intent.current = newIntent();
        },
      },
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
      <TextArea
        label={t(messageOptional ? 'request.message_optional' : 'request.message')}
        value={message}
        maxLength={5000}
        onText={setMessage}
        error={missing ? t('request.message_missing') : undefined}
      />
      {file.error && <ProblemBanner error={file.error}>{t('problem.kept')}</ProblemBanner>}
      <div>
        <Button type="submit" look="primary" busy={file.isPending}>
          {t('request.send')}
        </Button>
      </div>
    </form>
  );
}
