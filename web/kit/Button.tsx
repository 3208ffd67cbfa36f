import type { ComponentProps, ReactNode } from 'react';
import { classes } from './classes';
import { Icon, type IconName } from './Icon';
import { Spinner } from './Spinner';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'ref'> {
  look?: ButtonLook;
  icon?: IconName;
  busy?: boolean;
  wide?: boolean;
  large?: boolean;
  children: ReactNode;
}

/** A native button. While busy it keeps its place and focus, and ignores further presses. */
export function Button(props: ButtonProps) {
  const {
    look = 'secondary',
    icon,
    busy,
    wide,
    large,
    children,
    onClick,
    className,
    ...rest
  } = props;
  return (
    <button
      type="button"
      {...rest}
      className={classes('button', `button-${look}`, wide && 'wide', large && 'large', className)}
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <Spinner /> : icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}
