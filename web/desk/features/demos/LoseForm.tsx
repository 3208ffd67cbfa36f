import { useState } from 'react';
import type { Demo } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { Disclosure } from '../../../kit/Disclosure';
import { TextArea } from '../../../kit/TextArea';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useConclude } from './demoQueries';

interface LoseFormProps {
  demo: Demo;
}

/** Nothing more comes of it: why, for staff, and a word to them. */
export function LoseForm({ demo }: LoseFormProps) {
  const { t } = useTexts();
  const say = useToast();
  const conclude = useConclude(demo.id);
  const [reason, setReason] = useState('');
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  return (
    <section className="card" aria-label={t('demos.lose')}>
      <Disclosure summary={t('demos.lose')}>
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setMissing(!reason.trim());
            if (!reason.trim() || conclude.isPending) return;
            conclude.mutate(
              { outcome: 'lost', reason: reason.trim(), text: text.trim() },
              { onSuccess: () => say(t('demos.lost_done')) },
            );
          }}
        >
          <TextArea
            label={t('demos.lost_reason')}
            name="lost-reason"
            rows={3}
            maxLength={2000}
            value={reason}
            onText={setReason}
            error={missing && !reason.trim() ? t('desk.reason_missing') : undefined}
          />
          <TextArea
            label={`${t('demos.text')} ${t('billing.optional')}`}
            name="lost-text"
            rows={3}
            maxLength={2000}
            value={text}
            onText={setText}
          />
          {conclude.error && (
            <DeskProblem error={conclude.error} onRetry={() => conclude.reset()} />
          )}
          <div>
            <Button type="submit" look="danger" busy={conclude.isPending}>
              {t('demos.lose_send')}
            </Button>
          </div>
        </form>
      </Disclosure>
    </section>
  );
}
