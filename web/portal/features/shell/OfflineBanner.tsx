import { useEffect, useState } from 'react';
import { Banner } from '../../../kit/Banner';
import { useTexts } from '../../../text/Texts';

/** Shown while the device says that it has no network. */
export function OfflineBanner() {
  const { t } = useTexts();
  const [offline, setOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  if (!offline) return null;
  return <Banner tone="warning" announced title={t('problem.offline')} />;
}
