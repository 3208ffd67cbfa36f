import { type ReactNode, useEffect, useRef } from 'react';
import { classes } from './classes';
import { Icon, type IconName } from './Icon';

export type BannerTone = 'info' | 'good' | 'warning' | 'bad';

const icons: Record<BannerTone, IconName> = {
  info: 'info',
  good: 'check',
  warning: 'warning',
  bad: 'warning',
};

interface BannerProps {
  tone: BannerTone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Read out and brought into view when it appears; for what answers something the person did. */
  announced?: boolean;
}

export function Banner({ tone, title, children, actions, announced }: BannerProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (announced) box.current?.scrollIntoView({ block: 'nearest' });
  }, [announced]);
  return (
    <div
      ref={box}
      className={classes('banner', `banner-${tone}`)}
      role={announced ? (tone === 'bad' || tone === 'warning' ? 'alert' : 'status') : undefined}
    >
      <Icon name={icons[tone]} />
      <div className="banner-text">
        {title && <p className="banner-title">{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div className="row gap-s wrap">{actions}</div>}
      </div>
    </div>
  );
}
