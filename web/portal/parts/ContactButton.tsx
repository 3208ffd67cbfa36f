import { useState } from 'react';
import type { NewRequest } from '../../api/types';
import { Button, type ButtonLook } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { useTexts } from '../../text/Texts';
import { RequestForm } from './RequestForm';

interface ContactButtonProps {
  request: NewRequest;
  text: string;
  /** Of the dialog, when the button says more than it. */
  title?: string;
  /** The request says everything by itself. */
  messageOptional?: boolean;
  look?: ButtonLook;
  large?: boolean;
  wide?: boolean;
}

/** A button that opens a short message to staff; what it is about is filled in already. */
export function ContactButton(props: ContactButtonProps) {
  const { request, text, title, messageOptional, look, large, wide } = props;
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button look={look ?? 'secondary'} large={large} wide={wide} onClick={() => setOpen(true)}>
        {text}
      </Button>
      <Dialog open={open} title={title ?? text} closeLabel={t('kit.close')} onClose={close}>
        <RequestForm request={request} messageOptional={messageOptional ?? false} onDone={close} />
      </Dialog>
    </>
  );
}
