import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';

/** The address for those who would rather write an e-mail. */
export function SupportAddress() {
  const { linked } = useTexts();
  const { link, offer } = usePortal();
  const address = link('contact')?.match(/^mailto:([^?]+)/)?.[1] ?? offer.seller.email;
  if (!address) return null;
  return (
    <p className="small muted">
      {linked(
        'request.or_email',
        (inside) => (
          <a className="link" href={`mailto:${address}`}>
            {inside}
          </a>
        ),
        { address },
      )}
    </p>
  );
}
