import { useEffect, useRef } from 'react';
import { Icon } from '../../../kit/Icon';
import { Menu } from '../../../kit/Menu';
import { useTexts } from '../../../text/Texts';
import { useForgetPeople, useNotifications, useReadNotifications } from '../../state/people';

/** What the member was told: how much is new, and on opening it the list, which is then read. */
export function NotificationBell() {
  const { t, instant } = useTexts();
  const { data } = useNotifications();
  const { mutate: noteRead } = useReadNotifications();
  const forget = useForgetPeople();
  const list = data?.data ?? [];
  const unread = data?.unread ?? 0;
  const newest = list[0]?.id;

  // What they tell of has changed the lists on the page.
  const seen = useRef<string>(undefined);
  useEffect(() => {
    if (!data) return;
    const now = newest ?? '';
    if (seen.current !== undefined && now !== seen.current) void forget();
    seen.current = now;
  }, [newest, data, forget]);

  return (
    <Menu
      className="bell"
      buttonClass="icon-button bell-button"
      label={t('notifications.label', { count: unread })}
      onOpen={() => newest && unread > 0 && noteRead(newest)}
      trigger={
        <>
          <Icon name="bell" />
          {unread > 0 && (
            <span className="bell-count numbers" aria-hidden="true">
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </>
      }
    >
      {() => (
        <div className="bell-list">
          <h2 className="h3">{t('notifications.title')}</h2>
          {list.length === 0 && <p className="muted small">{t('notifications.none')}</p>}
          <ul>
            {list.slice(0, 20).map((told) => (
              <li key={told.id} className={told.is_read ? 'told' : 'told new'}>
                {!told.is_read && (
                  <span className="visually-hidden">{t('notifications.new')} </span>
                )}
                <span>{told.text}</span>
                <span className="muted small told-at">{instant(told.at)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Menu>
  );
}
