import type { ReactNode } from 'react';
import type { PeopleList, Subscription, Wanted } from '../../api/types';
import { Disclosure } from '../../kit/Disclosure';
import { useTexts } from '../../text/Texts';
import { OrderEditor } from '../features/checkout/OrderEditor';
import { AmountLines } from '../parts/AmountLines';
import { NoOrder } from '../parts/NoOrder';
import { useHowMany } from '../parts/useHowMany';
import { usePortal } from '../state/PortalContext';
import type { useDraft } from '../state/useDraft';
import { Done, Modifications } from './Modifications';
import { useModifications } from './useModifications';

interface ConfiguratorProps {
  subscription: Subscription;
  kept: Wanted | null;
  keptMethod: string;
  draft: Pick<ReturnType<typeof useDraft>, 'edit' | 'settle' | 'clear' | 'discard'>;
  /** Who is to get a seat when this is confirmed; nothing where no list is kept. */
  list?: PeopleList | undefined;
  /** Beside the numbers. */
  besideNumbers?: ReactNode;
  /** Beside the summary. */
  children?: ReactNode;
}

/** The subscription as it is and as it could be, on one page: nothing changes before it is confirmed. */
export function Configurator(props: ConfiguratorProps) {
  const { subscription, kept, keptMethod, draft, list, besideNumbers, children } = props;
  const { offer, label, ownText } = usePortal();
  const made = useModifications({ subscription, kept, draft, list });
  if (!made.order) {
    return (
      <>
        <NoOrder />
        {children}
      </>
    );
  }
  return (
    <>
      <Done done={made.done} coming={made.coming} />
      <div className={`checkout-grid summary-${offer.layout.summary || 'right'}`}>
        <div className="stack gap-l" inert={made.busy}>
          <OrderEditor
            order={made.order}
            had={subscription}
            least={made.least}
            besideNumbers={besideNumbers}
            onEdit={made.edit}
          />
        </div>
        <div className="checkout-side">
          <Modifications
            made={made}
            subscription={subscription}
            keptMethod={keptMethod}
            text={label('confirm_modifications')}
            note={ownText('read_summary_note')}
            idle={<AsItIs subscription={subscription} />}
          />
        </div>
        {children && <div className="checkout-aside stack">{children}</div>}
      </div>
    </>
  );
}

/** Nothing is edited: what one has and the invoice that comes. */
function AsItIs({ subscription }: { subscription: Subscription }) {
  const { t, day, money } = useTexts();
  const { plan, cycleName, inOrder } = usePortal();
  const howMany = useHowMany();
  const next = subscription.next_invoice;
  return (
    <>
      <p>
        <strong>{subscription.plan_name || plan(subscription.plan)?.name}</strong>
        <span className="muted">
          {[
            '',
            subscription.cycle && cycleName(subscription.cycle),
            ...inOrder(subscription.quantities).map((one) => howMany(...one)),
          ]
            .filter((words) => words !== null)
            .join(' · ')}
        </span>
      </p>
      {next && (
        <Disclosure
          summary={t('plan.next_invoice', {
            day: day(next.on),
            amount: money(next.total, next.currency),
          })}
        >
          <AmountLines amounts={next} />
        </Disclosure>
      )}
    </>
  );
}
