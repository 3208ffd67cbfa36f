import type { Preview, Subscription } from '../../api/types';
import { useTexts } from '../../text/Texts';
import { judgedParts } from '../state/previewParts';
import type { Order } from '../state/wanted';
import { usePartWords } from './usePartWords';

const when = {
  now: 'at_once',
  period_end: 'at_period_end',
  staff: 'by_staff',
  no: 'not_possible',
  nothing_to_do: 'at_once',
} as const;

interface OrderPartsProps {
  preview: Preview;
  had: Subscription;
  order: Order;
}

/** What changes, from what to what, and when: each part by itself, as they may have different days. */
export function OrderParts({ preview, had, order }: OrderPartsProps) {
  const { t, day } = useTexts();
  const words = usePartWords();
  const parts = judgedParts(preview);
  if (parts.length === 0) return null;
  return (
    <ul className="order-parts">
      {parts.map((part) => {
        const { name, before, after } = words(part, had, order);
        return (
          <li key={`${part.part} ${part.item}`}>
            <span className="capital">{name}</span>
            <span className="numbers order-part-values">
              <s>{before}</s> → <strong>{after}</strong>
            </span>
            <span className="small muted">
              {part.outcome === 'period_end' && part.on
                ? t('change.on', { day: day(part.on) })
                : t(`change.${when[part.outcome]}`)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
