import type { ReactNode } from 'react';
import { useTexts } from '../../../text/Texts';
import { AccountMenu } from './AccountMenu';
import { Brand } from './Brand';
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
      <a
        className="skip-link"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {t('shell.skip')}
      </a>
      <header className="sidebar">
        <Brand />
        <SideNav />
        <TrialButton />
        <AccountMenu />
      </header>
      <main id="main" tabIndex={-1}>
        <OfflineBanner />
        {children}
      </main>
    </div>
  );
}
