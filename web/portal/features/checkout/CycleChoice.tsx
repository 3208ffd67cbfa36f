import type { Cycle } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Segmented } from '../../../kit/Segmented';
import { useTexts } from '../../../text/Texts';
import { usePortal } from '../../state/PortalContext';
import type { Edit, Order } from '../../state/wanted';

interface CycleChoiceProps {
  order: Order;
  onEdit: Edit;
}

/** How often one pays, above the plans; what it saves is computed from the prices. */
export function CycleChoice({ order, onEdit }: CycleChoiceProps) {
  const { t } = useTexts();
  const { offer, label, cycleName } = usePortal();
  if (offer.cycles.length < 2) return null;
  const saving = offer.saving_percent_max;
  return (
    <div className="cycle-choice">
      <Segmented<Cycle>
        legend={label('billing_cycle')}
        value={order.cycle}
        choices={offer.cycles.map((cycle) => ({ value: cycle, text: cycleName(cycle) }))}
        onPick={(cycle) => onEdit((present) => ({ ...present, cycle }))}
      />
      {saving ? (
        <Badge tone="good">
          <span className="saving-badge">{t('cycle.saving_up_to', { percent: saving })}</span>
        </Badge>
      ) : null}
      <p className="small muted cycle-fact">{t(`cycle.fact_${order.cycle}`)}</p>
    </div>
  );
}
