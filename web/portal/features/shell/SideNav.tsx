import { Link, useLocation } from 'wouter';
import { classes } from '../../../kit/classes';
import { Icon, type IconName } from '../../../kit/Icon';
import { useTexts } from '../../../text/Texts';
import { useHelp } from '../../state/help';
import { usePortal } from '../../state/PortalContext';

interface NavLinkProps {
  to: string;
  icon: IconName;
  text: string;
  current: boolean;
  inner?: boolean;
}

function NavLink({ to, icon, text, current, inner }: NavLinkProps) {
  return (
    <Link
      href={to}
      className={classes('nav-link', inner && 'nav-inner')}
      aria-current={current ? 'page' : undefined}
    >
      <Icon name={icon} />
      <span>{text}</span>
    </Link>
  );
}

export function SideNav() {
  const { t } = useTexts();
  const { label, may } = usePortal();
  const [path] = useLocation();
  // Shown until we know that there is none: most vendors have help.
  const hasHelp = useHelp().data?.data.length !== 0;
  const hasSettings = (['view_subscription', 'view_invoices', 'file_request'] as const).some(may);
  const within = ['/portal/subscription', '/portal/users', '/portal/checkout', '/portal/payment'];
  const buying = within.some((start) => path.startsWith(start));
  return (
    <nav className="side-nav" aria-label={t('shell.navigation')}>
      <ul>
        <li>
          <NavLink to="/portal" icon="home" text={t('shell.home')} current={path === '/portal'} />
        </li>
        {may('manage_members') && (
          <li className="wide-only">
            <NavLink
              to="/portal/members"
              icon="customers"
              text={label('members')}
              current={path.startsWith('/portal/members')}
            />
          </li>
        )}
        {hasSettings && (
          <li>
            <span className="nav-group" id="nav-settings">
              <Icon name="settings" />
              <span>{label('organization_settings')}</span>
            </span>
            <ul aria-labelledby="nav-settings">
              {may('view_subscription') && (
                <li>
                  <NavLink
                    inner
                    to="/portal/subscription"
                    icon="plan"
                    text={label('my_subscription')}
                    current={buying}
                  />
                </li>
              )}
              {may('view_invoices') && (
                <li>
                  <NavLink
                    inner
                    to="/portal/invoices"
                    icon="invoice"
                    text={label('invoices')}
                    current={path.startsWith('/portal/invoices')}
                  />
                </li>
              )}
              {may('file_request') && (
                <li>
                  <NavLink
                    inner
                    to="/portal/requests"
                    icon="request"
                    text={label('requests')}
                    current={path.startsWith('/portal/requests')}
                  />
                </li>
              )}
            </ul>
          </li>
        )}
        {hasHelp && (
          <li>
            <NavLink
              to="/portal/help"
              icon="help"
              text={t('help.title')}
              current={path.startsWith('/portal/help')}
            />
          </li>
        )}
      </ul>
    </nav>
  );
}
