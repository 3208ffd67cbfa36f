import { useState } from 'react';
import { Button } from '../../../kit/Button';
import { Dialog } from '../../../kit/Dialog';
import { Segmented } from '../../../kit/Segmented';
import { useTexts } from '../../../text/Texts';
import { usePortal } from '../../state/PortalContext';
import { InvitePasted } from './InvitePasted';
import { InvitePerson } from './InvitePerson';

type Way = 'one' | 'several';

/** People are asked by mail to come, one or many at once. */
export function InvitePeople() {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button id="invite" look="primary" icon="mail" onClick={() => setOpen(true)}>
        {t('invite.open')}
      </Button>
      <Dialog open={open} title={t('invite.open')} closeLabel={t('kit.close')} onClose={close}>
        <Ways onDone={close} />
      </Dialog>
    </>
  );
}

function Ways({ onDone }: { onDone: () => void }) {
  const { t } = useTexts();
  const { offer } = usePortal();
  const [way, setWay] = useState<Way>('one');
  return (
    <div className="stack">
      <p className="muted">
        {t('invite.lead', { vendor: offer.vendor.name, days: offer.invitations.expire_days })}
      </p>
      <Segmented<Way>
        legend={t('invite.open')}
        value={way}
        choices={[
          { value: 'one', text: t('people.add_one') },
          { value: 'several', text: t('people.add_several') },
        ]}
        onPick={setWay}
      />
      {way === 'one' ? <InvitePerson onDone={onDone} /> : <InvitePasted onDone={onDone} />}
    </div>
  );
}
