import { useState } from 'react';
import type { Act, Invoice, Line } from '../../../api/types';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { ActItem } from '../../parts/ActItem';
import { changing, issuing, setBy } from '../../state/acts';
import { useCauses } from '../../state/customerQueries';

interface LineCauseProps {
  invoice: Invoice;
  line: Line;
}

/** "Why was I charged this?": the act that issued the invoice, and the one that set what the line charges for. */
export function LineCause({ invoice, line }: LineCauseProps) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <details className="cause" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('customer.why_charged')}</summary>
      {open && <Causes invoice={invoice} line={line} />}
    </details>
  );
}

function Causes({ invoice, line }: LineCauseProps) {
  const { t } = useTexts();
  const about = useCauses({ about: invoice.id, limit: 100 }, true);
  const issued = about.data && issuing(about.data.data, invoice.id);
  // Whoever saw the payment issued it; what it bills was changed by somebody else, perhaps.
  const change = issued?.events.map((event) => event.data.change).find(Boolean);
  const changes = useCauses({ about: change ?? '', limit: 100 }, Boolean(change));
  const changer = changes.data && changing(changes.data.data);
  const isKnown = issued !== undefined && (!change || changes.data !== undefined);
  const latest = Math.max(issued?.sequence ?? 0, changer?.sequence ?? 0);
  const set = useCauses({ sets: setBy(line), before: latest + 1, limit: 1 }, isKnown);
  const setter = set.data?.data[0];
  // What took effect by itself was planned by somebody.
  const planned = setter?.events.map((event) => event.data.change).find(Boolean);
  const plans = useCauses(
    { about: planned ?? '', limit: 100 },
    Boolean(planned) && setter?.actor.id === 'engine',
  );
  const error = about.error ?? changes.error ?? set.error ?? plans.error;
  if (error) return <DeskProblem error={error} onRetry={() => about.refetch()} />;
  if (!about.data || (issued && !set.data))
    return <p className="small muted">{t('customer.why_loading')}</p>;
  const names = {
    ...about.data.names,
    ...changes.data?.names,
    ...set.data?.names,
    ...plans.data?.names,
  };
  const known = new Map<number, [string, Act]>();
  for (const act of [setter, changer, plans.data && changing(plans.data.data)])
    if (act) known.set(act.sequence, [t('customer.why_set'), act]);
  if (issued && !known.has(issued.sequence))
    known.set(issued.sequence, [t('customer.why_issued'), issued]);
  if (known.size === 0) return <p className="small muted">{t('customer.right_unknown')}</p>;
  return (
    <dl className="causes">
      {[...known.values()]
        .sort(([, a], [, b]) => b.sequence - a.sequence)
        .map(([name, act]) => (
          <div key={act.sequence}>
            <dt>{name}</dt>
            <dd>
              <ActItem act={act} names={names} />
            </dd>
          </div>
        ))}
    </dl>
  );
}
