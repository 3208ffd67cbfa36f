import type { ReactNode } from 'react';
import { SkipLink } from '../../../kit/SkipLink';
import { useTexts } from '../../../text/Texts';
import { PortalClock } from '../../demo-clock/PortalClock';
import { PastDueBanner } from '../../parts/PastDueBanner';
import { AccountMenu } from './AccountMenu';
import { Brand } from './Brand';
import { NotificationBell } from './NotificationBell';
import { OfflineBanner } from './OfflineBanner';
import { SideNav } from './SideNav';
import { TrialButton } from './TrialButton';

interface ShellProps {
  children: ReactNode;
}

/** The frame around every page, in the places a host application has its own. */
export function Shell({ children }: ShellProps) {
  const { t } = useTexts();
  return (
    <div className="shell">
      <SkipLink>{t('shell.skip')}</SkipLink>
      <header className="sidebar">
        <div className="sidebar-top">
          <Brand />
          <NotificationBell />
        </div>
        <SideNav />
        <TrialButton />
        <AccountMenu />
      </header>
      <main id="main" tabIndex={-1}>
        <PortalClock />
        <OfflineBanner />
        <PastDueBanner />
        {children}
      </main>
    </div>
  );
}
