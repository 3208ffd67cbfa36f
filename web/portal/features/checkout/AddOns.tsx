import type { Quantities } from '../../../api/types';
import { Banner } from '../../../kit/Banner';
import { Checkbox } from '../../../kit/Checkbox';
import { LinkTo } from '../../../kit/LinkTo';
import { Stepper } from '../../../kit/Stepper';
import type { Params } from '../../../text/icu';
import { type Texts, useTexts } from '../../../text/Texts';
import { ContactButton } from '../../parts/ContactButton';
import { usePortal } from '../../state/PortalContext';
import { addableItems, type Edit, extraBounds, type Order } from '../../state/wanted';

type Addable = ReturnType<typeof addableItems>[number];

/** A number that went back to what the customer has, since fewer is not for this page. */
export interface Stop {
  wanted: number;
  text: string;
  /** The day from which fewer would be possible, when there is one. */
  since?: string | undefined;
  requestType: string;
}

interface AddOnsProps {
  order: Order;
  onEdit: Edit;
  /** Seats by themselves, what is beside them by itself, or all in one list. */
  only?: 'seats' | 'extras';
  title: string;
  /** What the customer has today; nothing before a first order. */
  had?: Quantities | undefined;
  stops?: Record<string, Stop>;
  /** How many people are to have a seat once this is confirmed: fewer are not bought. */
  least?: Quantities;
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
export function AddOns(props: AddOnsProps) {
  const { order, onEdit, only, title, had, stops, least } = props;
  const { t, day, linked } = useTexts();
  const { offer, plan: find, link } = usePortal();
  const plan = find(order.plan);
  const items = (plan ? addableItems(plan, offer) : []).filter(
    ({ item }) => !only || (only === 'extras') === (item.kind === 'add_on'),
  );
  if (items.length === 0) return null;
  const help = link('help_add_ons') ?? items.find(({ item }) => item.help_link)?.item.help_link;
  const id = only ?? 'add-ons';

  return (
    <section className="card stack add-ons" aria-labelledby={id}>
      <div className="stack gap-s">
        <h2 id={id}>{title}</h2>
        {only !== 'seats' && (
          <p className="muted small">
            {t(only === 'extras' ? 'addons.text_extras' : 'addons.text')}{' '}
            {help && linked('addons.help', (inside) => <LinkTo to={help}>{inside}</LinkTo>)}
          </p>
        )}
      </div>
      {items.map((one) => {
        const { code } = one.item;
        const stop = stops?.[code];
        return (
          <div key={code} className="add-on">
            {one.item.kind === 'add_on' && one.part.max - one.part.included === 1 ? (
              <OnOff one={one} order={order} onEdit={onEdit} />
            ) : (
              <Count
                one={one}
                order={order}
                onEdit={onEdit}
                had={had?.[code]}
                least={least?.[code]}
              />
            )}
            {stop && (
              <Banner
                tone="info"
                announced
                actions={
                  <ContactButton
                    request={{
                      type: stop.requestType,
                      set: { quantities: { [code]: stop.wanted } },
                    }}
                    text={t('addons.ask_fewer', { count: stop.wanted, name: one.item.name_plural })}
                    messageOptional
                  />
                }
              >
                <p>
                  {stop.text}
                  {stop.since &&
                    !stop.text.includes(day(stop.since)) &&
                    ` ${t('outcome.possible_from', { day: day(stop.since) })}`}
                </p>
              </Banner>
            )}
          </div>
        );
      })}
    </section>
  );
}

interface AddOnProps {
  one: Addable;
  order: Order;
  onEdit: Edit;
  had?: number | undefined;
  least?: number | undefined;
}

const withCount = (code: string, count: number) => (present: Order) => ({
  ...present,
  quantities: { ...present.quantities, [code]: count },
});

function Price({ one, order, once }: Pick<AddOnProps, 'one' | 'order'> & { once?: boolean }) {
  const { t, money } = useTexts();
  const { offer } = usePortal();
  const price = one.part.prices.find((known) => known.cycle === order.cycle)?.amount;
  if (!price) return null;
  return (
    <span className="small muted numbers">
      {t(`addons.${once ? 'once' : 'price'}_${order.cycle}`, {
        amount: money(price, offer.currency),
      })}
    </span>
  );
}

/** Something one has or has not. */
function OnOff({ one, order, onEdit }: AddOnProps) {
  const { part, item } = one;
  const has = (order.quantities[item.code] ?? part.included) > part.included;
  return (
    <Checkbox
      inputId={`item-${item.code}`}
      checked={has}
      onCheck={(yes) => onEdit(withCount(item.code, part.included + (yes ? 1 : 0)))}
    >
      <span className="capital on-off-name">{item.name}</span>{' '}
      <Price one={one} order={order} once />
    </Checkbox>
  );
}

function Count({ one, order, onEdit, had, least }: AddOnProps) {
  const { t, count } = useTexts();
  const { itemName } = usePortal();
  const { part, item } = one;
  const total = order.quantities[item.code] ?? part.included;
  const bought = extraBounds(part);
  const bounds = { ...bought, min: Math.max(bought.min, (least ?? 0) - part.included) };
  const words = { total, name: itemName(item.code, total), included: part.included };
  const meaning = [
    meaningOf(words, total - part.included, t),
    had !== undefined && had !== total && t('addons.today', { count: count(had) }),
    least !== undefined && t('list.counted', { count: least }),
  ];
  return (
    <Stepper
      inputId={`item-${item.code}`}
      label={part.included ? t('addons.extra', { name: item.name_plural }) : item.name_plural}
      hint={<Price one={one} order={order} />}
      value={total - part.included}
      bounds={bounds}
      meaning={meaning.filter(Boolean).join(' · ')}
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
      onValue={(value) => onEdit(withCount(item.code, value + part.included))}
    />
  );
}
