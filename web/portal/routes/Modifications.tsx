import { type ReactNode, useState } from 'react';
import type { Subscription } from '../../api/types';
import { Banner } from '../../kit/Banner';
import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { useTexts } from '../../text/Texts';
import { ProblemBanner } from '../parts/ProblemBanner';
import { SummaryPanel } from '../parts/SummaryPanel';
import { usePortal } from '../state/PortalContext';
import { ChangeDone } from './ChangeDone';
import { ConfirmBox } from './ConfirmBox';
import type { Confirmed, Made } from './useModifications';

interface ModificationsProps {
  made: Made;
  subscription: Subscription;
  keptMethod: string;
  /** On the button that confirms. */
  text: string;
  note?: string | undefined;
  /** What is shown while nothing is edited. */
  idle: ReactNode;
}

/** The summary of what was edited, people included, with the button that makes it real and the way to forget it. */
export function Modifications(props: ModificationsProps) {
  const { made, subscription, keptMethod, text, note, idle } = props;
  const { t } = useTexts();
  const { label } = usePortal();
  const [asked, setAsked] = useState(false);
  const { order, coming, isSameOrder } = made;
  if (!order) return null;
  const forget = () => {
    setAsked(false);
    void made.discard();
  };
  const onlySeats = <p id="seats-only">{t('list.seats_only', { count: coming })}</p>;
  return (
    <SummaryPanel
      preview={made.shown}
      error={made.error}
      isStale={made.isStale}
      onRetry={made.preview.refetch}
      had={subscription}
      order={order}
      onDrop={made.drop}
      idle={isSameOrder && (coming > 0 ? onlySeats : idle)}
    >
      {coming > 0 && !isSameOrder && (
        <p id="with-list" className="small">
          {t('list.with_it', { count: coming })}
        </p>
      )}
      {note && !made.unchanged && <p className="small muted">{note}</p>}
      {made.discardError && <ProblemBanner error={made.discardError} />}
      <ConfirmBox
        text={text}
        preview={made.shown}
        isStale={made.isStale}
        unchanged={made.unchanged}
        isFree={isSameOrder && coming > 0}
        busy={made.busy}
        stop={made.stop}
        keptMethod={keptMethod}
        onMethod={made.pickMethod}
        onConfirm={made.confirm}
        onDiscard={() => (coming > 0 ? setAsked(true) : forget())}
      />
      <Dialog
        open={asked}
        title={label('discard')}
        closeLabel={t('kit.close')}
        onClose={() => setAsked(false)}
      >
        <div className="stack">
          <p>{t('list.discard_text', { count: coming })}</p>
          <div className="row wrap gap-s">
            <Button id="discard-list" look="danger" onClick={forget}>
              {t('list.discard')}
            </Button>
            <Button look="quiet" onClick={() => setAsked(false)}>
              {t('act.back')}
            </Button>
          </div>
        </div>
      </Dialog>
    </SummaryPanel>
  );
}

interface DoneProps {
  done: Confirmed | undefined;
  /** How many are on the list still: somebody else may have been faster for the last seat. */
  coming: number;
}

/** What was confirmed, once it was. */
export function Done({ done, coming }: DoneProps) {
  const { t } = useTexts();
  if (!done) return null;
  const count = done.seated - coming;
  const seated = count > 0 && t('list.seated', { count });
  if (!('change' in done))
    return <Banner tone="good" announced title={seated || t('done.title')} />;
  return <ChangeDone change={done.change}>{seated && <p>{seated}</p>}</ChangeDone>;
}
