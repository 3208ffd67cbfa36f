import type { PaymentMethod } from '../../../api/types';
import { usePortal } from '../../state/PortalContext';
import { usePaymentMethods } from '../../state/queries';

/** What can be paid with, and which of it is chosen: the one picked, else the usual one, else the first. */
export function useMethod(picked: string): { method: string; saved: PaymentMethod[] } {
  const { offer } = usePortal();
  const saved = usePaymentMethods().data?.data ?? [];
  const offered = [
    ...saved.map((method) => method.id),
    ...(offer.payment.card ? ['card'] : []),
    ...(offer.payment.wallet ? ['wallet'] : []),
  ];
  const usual = saved.find((method) => method.is_default)?.id;
  return { saved, method: offered.includes(picked) ? picked : (usual ?? offered[0] ?? 'card') };
}
