import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ButtonLook } from './Button';
import { classes } from './classes';
import { Icon, type IconName } from './Icon';

interface LinkToProps {
  to: string;
  children: ReactNode;
  look?: ButtonLook;
  icon?: IconName;
  wide?: boolean;
  large?: boolean;
  className?: string;
  current?: boolean;
  id?: string;
}

const elsewhere = /^(https?:|mailto:)/;
/** Ours, but for whoever has no account: pages that are opened anew. */
const anew = /^\/portal\/demo\//;

/** A link, plain or dressed as a button; another site opens in its own tab and says so by an icon. */
export function LinkTo(props: LinkToProps) {
  const { to, children, look, icon, wide, large, className, current, id } = props;
  const name = classes(
    look ? `button button-${look}` : 'link',
    wide && 'wide',
    large && 'large',
    className,
  );
  const inside = (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </>
  );
  if (elsewhere.test(to)) {
    return (
      <a id={id} className={name} href={to} target="_blank" rel="noopener noreferrer">
        {inside}
        <Icon name="external" size={14} />
      </a>
    );
  }
  if (anew.test(to)) {
    return (
      <a id={id} className={name} href={to}>
        {inside}
      </a>
    );
  }
  return (
    <Link id={id} className={name} href={to} aria-current={current ? 'page' : undefined}>
      {inside}
    </Link>
  );
}
