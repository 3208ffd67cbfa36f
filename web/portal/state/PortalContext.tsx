import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Cycle, Item, Offer, Plan, Quantities, Session } from '../../api/types';
import type { TextKey } from '../../text/language';
import { useTexts } from '../../text/Texts';

/** What a person may do, as the vendor's roles list it. */
export type Right =
  | 'view_subscription'
  | 'subscribe'
  | 'change_plan'
  | 'change_quantities'
  | 'edit_billing'
  | 'view_invoices'
  | 'manage_members'
  | 'file_request'
  | 'transfer';

/** Words a vendor may replace by its own. */
type LabelKey = Extract<TextKey, `label.${string}`> extends `label.${infer Name}` ? Name : never;

export interface Portal {
  session: Session;
  offer: Offer;
  customer: NonNullable<Session['customer']>;
  /** The vendor's word for it, or else the product's. */
  label: (name: LabelKey) => string;
  /** A text only the vendor can write, or nothing. */
  ownText: (name: string) => string | undefined;
  link: (name: string) => string | undefined;
  may: (right: Right) => boolean;
  plan: (code: string | null | undefined) => Plan | undefined;
  item: (code: string) => Item | undefined;
  itemName: (code: string, count: number) => string;
  roleName: (code: string) => string;
  cycleName: (cycle: Cycle) => string;
  /** Quantities above nothing, in the order the vendor lists its items. */
  inOrder: (quantities: Quantities) => [string, number][];
  setLanguage: (code: string) => void;
}

const PortalContext = createContext<Portal | null>(null);

export function usePortal(): Portal {
  const portal = useContext(PortalContext);
  if (!portal) throw new Error('usePortal needs a PortalProvider above it');
  return portal;
}

interface PortalProviderProps {
  session: Session;
  offer: Offer;
  customer: NonNullable<Session['customer']>;
  setLanguage: (code: string) => void;
  children: ReactNode;
}

export function PortalProvider(props: PortalProviderProps) {
  const { session, offer, customer, setLanguage, children } = props;
  const { t } = useTexts();
  const portal = useMemo<Portal>(() => {
    const item = (code: string) => offer.items.find((known) => known.code === code);
    const label: Portal['label'] = (name) => offer.labels[name] || t(`label.${name}`);
    return {
      session,
      offer,
      customer,
      label,
      ownText: (name) => offer.labels[name] || undefined,
      link: (name) => offer.links[name] || undefined,
      may: (right) => session.rights.includes(right),
      plan: (code) => offer.plans.find((known) => known.code === code),
      item,
      itemName: (code, count) => {
        const known = item(code);
        return (count > 1 ? known?.name_plural : known?.name) || code;
      },
      roleName: (code) => offer.roles.find((role) => role.code === code)?.name || code,
      cycleName: (cycle) =>
        label(({ month: 'monthly', quarter: 'quarterly', year: 'annual' } as const)[cycle]),
      inOrder: (quantities) =>
        offer.items.flatMap(({ code }): [string, number][] =>
          quantities[code] ? [[code, quantities[code]]] : [],
        ),
      setLanguage,
    };
  }, [session, offer, customer, setLanguage, t]);
  return <PortalContext.Provider value={portal}>{children}</PortalContext.Provider>;
}
