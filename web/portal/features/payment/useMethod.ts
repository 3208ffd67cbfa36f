import type { PaymentMethod } from '../../../api/types';
import { usePortal } from '../../state/PortalContext';
import { usePaymentMethods } from '../../state/queries';

interface Method {
  method: string;
  saved: PaymentMethod[];
  /** What is saved is still being read: until then nothing is chosen for the person. */
  isPending: boolean;
}

/** What can be paid with, and which of it is chosen: the one picked, else the usual one, else the first. */
export function useMethod(picked: string): Method {
  const { offer } = usePortal();
  const { data, isPending } = usePaymentMethods();
  const saved = data?.data ?? [];
  const offered = [
    ...saved.map((method) => method.id),
    ...(offer.payment.card ? ['card'] : []),
    ...(offer.payment.wallet ? ['wallet'] : []),
  ];
  const usual = saved.find((method) => method.is_default)?.id;
  return {
    saved,
    isPending,
    method: offered.includes(picked) ? picked : (usual ?? offered[0] ?? 'card'),
  };
}
