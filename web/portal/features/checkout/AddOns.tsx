import { LinkTo } from '../../../kit/LinkTo';
import { Stepper } from '../../../kit/Stepper';
import type { Params } from '../../../text/icu';
import { type Texts, useTexts } from '../../../text/Texts';
import { usePortal } from '../../state/PortalContext';
import { addableItems, type Edit, extraBounds, type Order } from '../../state/wanted';

interface AddOnsProps {
  order: Order;
  onEdit: Edit;
}

interface TotalWords extends Params {
  total: number;
  name: string;
  included: number;
}

/** The total in words, and how much of it the plan includes. */
function meaningOf(words: TotalWords, extra: number, t: Texts['t']): string {
  if (words.total === 0) return '';
  if (words.included === 0) return t('addons.total', words);
  if (extra === 0) return t('price.included', { count: words.total, name: words.name });
  return t('addons.total_included', words);
}

/** Seats and add-ons above what the plan includes, each with − and + and typing. */
export function AddOns({ order, onEdit }: AddOnsProps) {
  const { t, linked, money, count } = useTexts();
  const { offer, plan: find, itemName, label, link } = usePortal();
  const plan = find(order.plan);
  const items = plan ? addableItems(plan, offer) : [];
  if (items.length === 0) return null;
  const help = link('help_add_ons') ?? items.find(({ item }) => item.help_link)?.item.help_link;

  return (
    <section className="card stack add-ons" aria-labelledby="add-ons">
      <div className="stack gap-s">
        <h2 id="add-ons">{label('add_ons')}</h2>
        <p className="muted small">
          {t('addons.text')}{' '}
          {help && linked('addons.help', (inside) => <LinkTo to={help}>{inside}</LinkTo>)}
        </p>
      </div>
      {items.map(({ part, item }) => {
        const total = order.quantities[item.code] ?? part.included;
        const bounds = extraBounds(part);
        const extra = total - part.included;
        const price = part.prices.find((known) => known.cycle === order.cycle)?.amount;
        const words = { total, name: itemName(item.code, total), included: part.included };
        const meaning = meaningOf(words, extra, t);
        return (
          <Stepper
            key={item.code}
            label={part.included ? t('addons.extra', { name: item.name_plural }) : item.name_plural}
            hint={
              price && (
                <span className="small muted numbers">
                  {t(`addons.price_${order.cycle}`, { amount: money(price, offer.currency) })}
                </span>
              )
            }
            value={extra}
            bounds={bounds}
            meaning={meaning}
            words={{
              less: t('stepper.less', { name: item.name_plural }),
              more: t('stepper.more', { name: item.name_plural }),
              moved: (why) =>
                ({
                  min: t('stepper.min', { min: count(bounds.min) }),
                  max: t('stepper.max', { max: count(bounds.max) }),
                  step: t('stepper.step', { step: count(bounds.step) }),
                  text: t('stepper.text'),
                })[why],
            }}
            onValue={(value) =>
              onEdit((present) => ({
                ...present,
                quantities: { ...present.quantities, [item.code]: value + part.included },
              }))
            }
          />
        );
      })}
    </section>
  );
}
