import { useState } from 'react';
import { usePortal } from './PortalContext';

const memory = 'settle.policy';

/** Whether this person ticked the refund policy in its present version; kept while the tab lives. */
export function usePolicy() {
  const { offer, customer } = usePortal();
  const version = offer.refund_policy_version;
  const mark = `${customer.id} ${version}`;
  const [ticked, setTicked] = useState(() => sessionStorage.getItem(memory) === mark);
  return {
    version,
    needed: version !== '',
    ticked,
    accepted: version === '' || ticked,
    tick: (yes: boolean) => {
      if (yes) sessionStorage.setItem(memory, mark);
      else sessionStorage.removeItem(memory);
      setTicked(yes);
    },
  };
}
