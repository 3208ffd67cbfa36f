import { useState } from 'react';
import { Link } from 'wouter';
import { usePortal } from '../../state/PortalContext';

/** The vendor's picture, or its first letter in its colour, and its name. */
export function Brand() {
  const { session, offer } = usePortal();
  const [broken, setBroken] = useState(false);
  const name = session.vendor.name;
  const logo = broken ? '' : offer.layout.logo;
  return (
    <Link className="brand" href="/portal">
      {logo ? (
        <img
          className="brand-mark"
          src={logo}
          alt=""
          width={36}
          height={36}
          onError={() => setBroken(true)}
        />
      ) : (
        <span className="brand-mark" aria-hidden="true">
          {name.slice(0, 1)}
        </span>
      )}
      <span className="brand-name">{name}</span>
    </Link>
  );
}
