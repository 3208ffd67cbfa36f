import type { ReactNode } from 'react';
import type { Quantities, Subscription } from '../../../api/types';
import { useTexts } from '../../../text/Texts';
import { usePortal } from '../../state/PortalContext';
import type { Edit, Order } from '../../state/wanted';
import { AddOns, type Stop } from './AddOns';
import { CycleChoice } from './CycleChoice';
import { PlanTable } from './PlanTable';

interface OrderEditorProps {
  order: Order;
  onEdit: Edit;
  /** What the customer has, once it is bought. */
  had?: Subscription | undefined;
  stops?: Record<string, Stop>;
  least?: Quantities;
  /** Beside the numbers, such as the way to the people who use them. */
  besideNumbers?: ReactNode;
}

/** Everything that can be chosen, in the order that the vendor's arrangement asks for. */
export function OrderEditor(props: OrderEditorProps) {
  const { order, onEdit, had, stops, least, besideNumbers } = props;
  const { t } = useTexts();
  const { offer, label } = usePortal();
  const { preset } = offer.layout;
  const plans = (
    <section key="plans" className="stack" aria-labelledby="choose-plan">
      <h2 id="choose-plan">{label('choose_plan')}</h2>
      <CycleChoice order={order} onEdit={onEdit} />
      <PlanTable order={order} onEdit={onEdit} present={had?.plan} />
    </section>
  );
  const parts = {
    order,
    onEdit,
    had: had?.quantities,
    ...(stops ? { stops } : {}),
    ...(least ? { least } : {}),
  };
  if (preset !== 'counts' && preset !== 'configurator') {
    return (
      <>
        {plans}
        <AddOns {...parts} title={label('add_ons')} />
      </>
    );
  }
  const seats = (
    <div key="seats" className="numbers-place">
      <AddOns
        {...parts}
        only="seats"
        title={preset === 'counts' ? t('seats.title') : label('number_of_users')}
      />
      {besideNumbers}
    </div>
  );
  const extras = <AddOns key="extras" {...parts} only="extras" title={label('add_ons')} />;
  return <>{preset === 'counts' ? [plans, seats, extras] : [seats, plans, extras]}</>;
}
