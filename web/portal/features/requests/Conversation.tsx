import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../../api/client';
import type { StaffRequest } from '../../../api/types';
import { Checkbox } from '../../../kit/Checkbox';
import { classes } from '../../../kit/classes';
import { useTexts } from '../../../text/Texts';
import { SayForm } from '../../parts/SayForm';

interface ConversationProps {
  request: StaffRequest;
  isOpen: boolean;
  /** Whether staff read it: then the customer's words are the other side's. */
  atDesk?: boolean;
}

/** What both sides said about a request, and a field to answer while it is open. */
export function Conversation({ request, isOpen, atDesk }: ConversationProps) {
  const { t, instant } = useTexts();
  const client = useQueryClient();
  const [waits, setWaits] = useState(true);
  const messages = request.messages ?? [];
  if (messages.length === 0 && !isOpen) return null;
  return (
    <section className="card stack" aria-labelledby="messages">
      <h2 id="messages">{t('request.messages')}</h2>
      {messages.length > 0 && (
        <ol className="messages" aria-live="polite">
          {messages.map((said) => {
            const theirs = (said.by.kind === 'member') === Boolean(atDesk);
            return (
              <li key={`${said.at} ${said.text}`} className={classes('said', theirs && 'theirs')}>
                <p className="small muted">
                  <strong>{said.by.name || t('request.our_team')}</strong> · {instant(said.at)}
                </p>
                <p className="prewrap">{said.text}</p>
              </li>
            );
          })}
        </ol>
      )}
      {isOpen && (
        <SayForm
          name="reply"
          label={t('request.reply')}
          nothing={t('request.message_missing')}
          submit={t('request.reply_send')}
          send={(words, key) =>
            body(
              api.POST('/v1/requests/{request}/messages', {
                params: { path: { request: request.id }, header: { 'Idempotency-Key': key } },
                body: { text: words, ...(atDesk ? { waits } : {}) },
              }),
            )
          }
          onSettled={() => {
            client.invalidateQueries({ queryKey: ['request'] });
            client.invalidateQueries({ queryKey: ['requests'] });
          }}
        >
          {atDesk && (
            <Checkbox checked={waits} onCheck={setWaits}>
              {t('desk.message_waits')}
            </Checkbox>
          )}
        </SayForm>
      )}
    </section>
  );
}
