import { useState } from 'react';
import type { HeldSeat } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { Dialog } from '../../../kit/Dialog';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { useReleaseSeat } from '../../state/people';

interface LeaveSeatProps {
  seat: HeldSeat;
}

/** Gives one's own seat back; asked again, as only others can give another one. */
export function LeaveSeat({ seat }: LeaveSeatProps) {
  const { t } = useTexts();
  const say = useToast();
  const release = useReleaseSeat();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <div>
        <Button id="leave-seat" onClick={() => setOpen(true)}>
          {t('seat.leave')}
        </Button>
      </div>
      <Dialog open={open} title={t('seat.leave_title')} closeLabel={t('kit.close')} onClose={close}>
        <div className="stack">
          <p>{t('seat.leave_text')}</p>
          {release.error && <ProblemBanner error={release.error} />}
          <div className="row wrap gap-s">
            <Button
              look="danger"
              busy={release.isPending}
              onClick={() =>
                release.mutate(seat.id, {
                  onSuccess: () => {
                    say(t('seat.left'));
                    close();
                  },
                })
              }
            >
              {t('seat.leave')}
            </Button>
            <Button look="quiet" onClick={close}>
              {t('act.back')}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
