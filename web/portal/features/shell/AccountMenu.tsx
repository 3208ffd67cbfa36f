import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../../api/client';
import { keepWhileLeaving } from '../../../api/useLive';
import { Icon } from '../../../kit/Icon';
import { LinkTo } from '../../../kit/LinkTo';
import { Menu } from '../../../kit/Menu';
import { Segmented } from '../../../kit/Segmented';
import { useTexts } from '../../../text/Texts';
import { applyTheme, readTheme, type Theme } from '../../../text/theme';
import { usePortal } from '../../state/PortalContext';
import { Organisations } from './Organisations';

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');
}

/** The avatar at the lower left and the main menu that it opens. */
export function AccountMenu() {
  const { t, language } = useTexts();
  const { session, customer, label, may, setLanguage } = usePortal();
  const [theme, setTheme] = useState<Theme>(readTheme);
  const { member } = session;
  const full = [member?.first_name, member?.last_name].filter(Boolean).join(' ');
  const name = member?.name || full || member?.email || customer.name;

  const client = useQueryClient();
  const signOut = async () => {
    await keepWhileLeaving(client);
    await body(api.DELETE('/v1/session')).catch(() => undefined);
    window.location.assign('/portal');
  };

  return (
    <div className="account">
      <Menu
        label={t('account.open')}
        trigger={
          <>
            <span className="avatar" aria-hidden="true">
              {initials(name)}
            </span>
            <span className="account-name">
              <strong>{name}</strong>
              <span className="muted small">{customer.name}</span>
            </span>
          </>
        }
      >
        {(close) => (
          <div className="stack gap-s">
            {/* biome-ignore lint/a11y/noStaticElementInteractions: a press on any link closes. */}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: links turn Enter into a click. */}
            <div className="menu-links" onClick={close}>
              <LinkTo className="menu-item" icon="people" to="/portal/profile">
                {label('profile')}
              </LinkTo>
              <LinkTo className="menu-item" icon="lock" to="/portal/security">
                {t('security.title')}
              </LinkTo>
              {may('view_subscription') && (
                <LinkTo className="menu-item" icon="plan" to="/portal/subscription">
                  {label('my_subscription')}
                </LinkTo>
              )}
              {may('manage_members') && (
                <LinkTo className="menu-item" icon="customers" to="/portal/members">
                  {label('members')}
                </LinkTo>
              )}
              {may('view_invoices') && (
                <LinkTo className="menu-item" icon="invoice" to="/portal/invoices">
                  {label('invoices')}
                </LinkTo>
              )}
              {may('edit_billing') && (
                <LinkTo className="menu-item" icon="card" to="/portal/payment-method">
                  {label('payment_method')}
                </LinkTo>
              )}
              {may('edit_billing') && (
                <LinkTo className="menu-item" icon="settings" to="/portal/billing-information">
                  {label('billing_information')}
                </LinkTo>
              )}
              {may('file_request') && (
                <LinkTo className="menu-item" icon="request" to="/portal/requests">
                  {label('requests')}
                </LinkTo>
              )}
            </div>
            <Organisations />
            <Segmented
              legend={t('account.language')}
              value={language}
              choices={session.languages.map((code) => ({
                value: code,
                text: (
                  <span lang={code}>
                    {new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code}
                  </span>
                ),
              }))}
              onPick={setLanguage}
            />
            <Segmented<Theme>
              legend={t('account.theme')}
              value={theme}
              choices={[
                { value: 'system', text: t('account.theme_system') },
                { value: 'light', text: t('account.theme_light') },
                { value: 'dark', text: t('account.theme_dark') },
              ]}
              onPick={(picked) => {
                setTheme(picked);
                applyTheme(picked);
              }}
            />
            <button type="button" className="menu-item" onClick={signOut}>
              <Icon name="arrow" />
              <span>{t('account.sign_out')}</span>
            </button>
          </div>
        )}
      </Menu>
    </div>
  );
}
