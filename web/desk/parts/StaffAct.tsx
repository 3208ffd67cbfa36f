import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { TextArea } from '../../kit/TextArea';
import { useToast } from '../../kit/Toast';
import { useIntent } from '../../portal/state/useIntent';
import { useTexts } from '../../text/Texts';
import { DeskProblem } from '../DeskProblem';
import { type StaffRight, useLacks } from '../state/StaffRights';

interface StaffActProps {
  title: string;
  /** What staff need for it; without it the button says why it does nothing. */
  right: StaffRight;
  /** The fields above the reason. */
  children?: ReactNode;
  /** Whether the fields can be acted on; says so beside them otherwise. */
  check: () => boolean;
  /** What it does, once the fields were checked. */
  summary: () => ReactNode;
  /** Does it; answers what is said when it is done. */
  run: (reason: string, intent: string) => Promise<string>;
}

/** Something staff do for a customer: a form with a reason, a summary of what it does, and only then the act. */
export function StaffAct({ title, right, children, check, summary, run }: StaffActProps) {
  const { t } = useTexts();
  const say = useToast();
  const client = useQueryClient();
  const intent = useIntent();
  const lacks = useLacks(right);
  const why = useId();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [checked, setChecked] = useState(false);
  const act = useMutation({
    mutationFn: () => run(reason.trim(), intent.key()),
    onSettled: (_done, error) => {
      intent.settle(error);
      client.invalidateQueries();
    },
    onSuccess: (done) => {
      close();
      setReason('');
      say(done);
    },
  });
  const close = () => {
    setOpen(false);
    setChecked(false);
    setMissing(false);
    act.reset();
  };
  const look = () => {
    const lacks = reason.trim() === '';
    setMissing(lacks);
    if (check() && !lacks) setChecked(true);
  };
  return (
    <>
      <div className="stack gap-s">
        <div>
          <Button
            disabled={lacks !== undefined}
            aria-describedby={lacks && why}
            onClick={() => setOpen(true)}
          >
            {title}
          </Button>
        </div>
        {lacks && (
          <p id={why} className="muted small">
            {lacks}
          </p>
        )}
      </div>
      <Dialog open={open} title={title} closeLabel={t('kit.close')} onClose={close}>
        {checked ? (
          <div className="stack">
            <h3>{t('customer.act_summary')}</h3>
            <p className="act-summary">{summary()}</p>
            <p className="muted">{t('acts.reason', { reason: reason.trim() })}</p>
            {act.error && <DeskProblem error={act.error} onRetry={() => act.mutate()} />}
            <div className="row wrap gap-s">
              <Button look="primary" busy={act.isPending} onClick={() => act.mutate()}>
                {t('customer.act_confirm')}
              </Button>
              <Button
                onClick={() => {
                  act.reset();
                  setChecked(false);
                }}
              >
                {t('customer.act_change')}
              </Button>
            </div>
          </div>
        ) : (
          <form
            className="stack"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              look();
            }}
          >
            {children}
            <TextArea
              label={t('customer.act_reason')}
              name="reason"
              value={reason}
              maxLength={2000}
              onText={setReason}
              error={missing && !reason.trim() ? t('customer.act_reason_missing') : undefined}
            />
            <p className="hint">{t('customer.act_reason_hint')}</p>
            <div className="row wrap gap-s">
              <Button type="submit" look="primary">
                {t('customer.act_check')}
              </Button>
              <Button onClick={close}>{t('customer.act_cancel')}</Button>
            </div>
          </form>
        )}
      </Dialog>
    </>
  );
}
