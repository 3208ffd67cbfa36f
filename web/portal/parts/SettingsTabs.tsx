import type { KeyboardEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { usePortal } from '../state/PortalContext';

/** Where the vendor keeps the subscription in a tab of the settings: the tabs, and which one is shown. */
export function SettingsTabs() {
  const { offer, label, may } = usePortal();
  const [path] = useLocation();
  const tabs = [
    { to: '/portal/subscription', text: label('my_subscription') },
    ...(may('view_invoices') ? [{ to: '/portal/invoices', text: label('invoices') }] : []),
    ...(may('file_request') ? [{ to: '/portal/requests', text: label('requests') }] : []),
  ];
  if (offer.layout.preset !== 'counts' || !tabs.some(({ to }) => to === path)) return null;

  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[(at + step + all.length) % all.length]?.focus();
    event.preventDefault();
  };
  return (
    <nav aria-label={label('organization_settings')}>
      <p className="small muted tabs-name">{label('organization_settings')}</p>
      <div className="tabs" role="tablist" tabIndex={-1} onKeyDown={walk}>
        {tabs.map(({ to, text }) => (
          <Link
            key={to}
            href={to}
            role="tab"
            className="tab"
            aria-selected={to === path}
            tabIndex={to === path ? 0 : -1}
          >
            {text}
          </Link>
        ))}
      </div>
    </nav>
  );
}
