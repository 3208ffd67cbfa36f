import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';
import { ContactButton } from './ContactButton';

/** Nothing can be chosen here: staff look after this plan, or nothing is on sale. */
export function NoOrder() {
  const { t } = useTexts();
  const { label } = usePortal();
  return (
    <section className="card stack">
      <p>{t('outcome.staff')}</p>
      <div>
        <ContactButton request={{ type: 'contact' }} text={label('contact_us')} />
      </div>
    </section>
  );
}
