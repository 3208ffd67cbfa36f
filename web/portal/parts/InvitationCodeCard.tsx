import { useState } from 'react';
import type { InvitationCode } from '../../api/types';
import { Badge } from '../../kit/Badge';
import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { useToast } from '../../kit/Toast';
import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';
import { useInvitationCode, useSwitchInvitationCode } from '../state/people';
import { InvitationCodeForm } from './InvitationCodeForm';
import { Loaded } from './Loaded';
import { ProblemBanner } from './ProblemBanner';

/** The code that people join with by themselves. It fills seats that are paid for and never buys one. */
export function InvitationCodeCard() {
  const { t } = useTexts();
  const { label } = usePortal();
  const code = useInvitationCode();
  return (
    <section id="invitation-code" className="card stack" aria-labelledby="code-title">
      <h2 id="code-title">{label('invitation_code')}</h2>
      <p className="muted prose">{t('code.lead')}</p>
      <Loaded query={code} lines={2}>
        {(known) => (known ? <Code code={known} /> : <NoCode />)}
      </Loaded>
    </section>
  );
}

function NoCode() {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button id="set-code" onClick={() => setOpen(true)}>
        {t('code.create')}
      </Button>
      <CodeDialog open={open} onClose={() => setOpen(false)} />
    </div>
  );
}

interface CodeDialogProps {
  open: boolean;
  present?: string;
  onClose: () => void;
}

function CodeDialog({ open, present, onClose }: CodeDialogProps) {
  const { t } = useTexts();
  return (
    <Dialog
      open={open}
      title={t(present ? 'code.replace' : 'code.create')}
      closeLabel={t('kit.close')}
      onClose={onClose}
    >
      <div className="stack">
        {present && <p>{t('code.replace_text', { code: present })}</p>}
        <InvitationCodeForm onDone={onClose} />
      </div>
    </Dialog>
  );
}

function Code({ code }: { code: InvitationCode }) {
  const { t, day, count } = useTexts();
  const say = useToast();
  const turn = useSwitchInvitationCode();
  const [replacing, setReplacing] = useState(false);
  const { use_limit: limit, uses } = code;
  const copy = async () => {
    // Some browsers let nobody write there: the code then stands selected, to be copied by hand.
    const written = await navigator.clipboard?.writeText(code.code).then(
      () => true,
      () => false,
    );
    if (written) say(t('code.copied'));
    else window.getSelection()?.selectAllChildren(document.getElementById('code-value') as Node);
  };
  return (
    <>
      <p className="row wrap gap-s">
        <code id="code-value" className={code.is_active ? 'code-value' : 'code-value off'}>
          {code.code}
        </code>
        <Badge tone={code.is_active ? 'good' : 'neutral'}>
          {t(code.is_active ? 'code.on' : 'code.off')}
        </Badge>
      </p>
      <p className="small muted">
        {limit === null
          ? t('code.uses', { count: uses })
          : t('code.uses_of', { uses: count(uses), limit: count(limit) })}
        {' · '}
        {t('code.set_on', { day: day(code.set_at.slice(0, 10)) })}
      </p>
      {turn.error && <ProblemBanner error={turn.error} />}
      <div className="row wrap gap-s">
        <Button onClick={() => void copy()}>{t('code.copy')}</Button>
        <Button onClick={() => setReplacing(true)}>{t('code.replace')}</Button>
        <Button busy={turn.isPending} onClick={() => turn.mutate(!code.is_active)}>
          {t(code.is_active ? 'code.switch_off' : 'code.switch_on')}
        </Button>
      </div>
      <CodeDialog open={replacing} present={code.code} onClose={() => setReplacing(false)} />
    </>
  );
}
