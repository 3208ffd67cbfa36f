import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { classes } from './classes';

interface MenuProps {
  /** What the button shows. */
  trigger: ReactNode;
  /** What it is, after what it shows, for those who listen. */
  label: string;
  className?: string;
  buttonClass?: string;
  onOpen?: () => void;
  children: (close: () => void) => ReactNode;
}

/**
 * A button that opens a panel of links and choices (the disclosure pattern, not role=menu, because
 * it also holds radio buttons). Escape closes and returns focus; leaving it closes it.
 */
export function Menu(props: MenuProps) {
  const { trigger, label, className, buttonClass = 'menu-button', onOpen, children } = props;
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = () => setOpen(false);

  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard from anything inside.
    <div
      ref={root}
      className={classes('menu', className)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        close();
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        className={buttonClass}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          if (!open) onOpen?.();
          setOpen(!open);
        }}
      >
        {trigger}
        <span className="visually-hidden">{label}</span>
      </button>
      <div id={id} className="menu-panel" hidden={!open}>
        {open && children(close)}
      </div>
    </div>
  );
}
