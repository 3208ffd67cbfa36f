import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../../api/client';
import type { StaffRequest } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { Checkbox } from '../../../kit/Checkbox';
import { classes } from '../../../kit/classes';
import { TextArea } from '../../../kit/TextArea';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { useIntent } from '../../state/useIntent';

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
  const intent = useIntent();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const [waits, setWaits] = useState(true);
  const messages = request.messages ?? [];
  const send = useMutation({
    mutationFn: (words: string) =>
      body(
        api.POST('/v1/requests/{request}/messages', {
          params: { path: { request: request.id }, header: { 'Idempotency-Key': intent.key() } },
          body: { text: words, ...(atDesk ? { waits } : {}) },
        }),
      ),
    onSuccess: () => setText(''),
    onSettled: (_done, error) => {
      intent.settle(error);
      client.invalidateQueries({ queryKey: ['request'] });
      client.invalidateQueries({ queryKey: ['requests'] });
    },
  });
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
        <form
          className="stack gap-s"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const words = text.trim();
            setMissing(!words);
            if (words) send.mutate(words);
          }}
        >
          <TextArea
            label={t('request.reply')}
            name="reply"
            value={text}
            maxLength={5000}
            onText={setText}
            error={missing && !text.trim() ? t('request.message_missing') : undefined}
          />
          {atDesk && (
            <Checkbox checked={waits} onCheck={setWaits}>
              {t('desk.message_waits')}
            </Checkbox>
          )}
          {send.error && <ProblemBanner error={send.error}>{t('problem.kept')}</ProblemBanner>}
          <div>
            <Button type="submit" busy={send.isPending}>
              {t('request.reply_send')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
