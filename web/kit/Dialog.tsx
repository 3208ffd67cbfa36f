import { type ReactNode, type SyntheticEvent, useId, useLayoutEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { Icon } from './Icon';

interface DialogProps {
  open: boolean;
  title: ReactNode;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
}

/**
 * The native modal dialog: Escape closes, focus stays inside and returns to where it came from. `onClose` is asked to
 * close it, and is called once more when it has closed.
 */
export function Dialog({ open, title, closeLabel, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // With the page that says so, not after it: the next key is for whatever is open by then.
  useLayoutEffect(() => {
    const box = dialog.current;
    if (!box) return;
    if (open && !box.open) box.showModal();
    if (!open && box.open) box.close();
  }, [open]);
  // Escape only asks: would the browser close it, the page would hear of it later, perhaps after somebody has opened
  // it again, and would close it under their hands.
  const askToClose = (event: SyntheticEvent) => {
    if (event.target !== dialog.current) return;
    event.preventDefault();
    flushSync(onClose);
  };
  // `close` comes late as well.
  const hasClosed = () => {
    if (!dialog.current?.open) onClose();
  };
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={id}
      onCancel={askToClose}
      onClose={hasClosed}
    >
      {open && (
        <>
          <header className="dialog-head">
            <h2 id={id}>{title}</h2>
            <button type="button" className="icon-button" aria-label={closeLabel} onClick={onClose}>
              <Icon name="cross" />
            </button>
          </header>
          {children}
        </>
      )}
    </dialog>
  );
}
