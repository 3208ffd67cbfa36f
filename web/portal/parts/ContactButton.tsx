import { useState } from 'react';
import type { NewRequest } from '../../api/types';
import { Button, type ButtonLook } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { useTexts } from '../../text/Texts';
import { RequestForm } from './RequestForm';

interface ContactButtonProps {
  request: NewRequest;
  text: string;
  look?: ButtonLook;
  large?: boolean;
  wide?: boolean;
}

/** A button that opens a short message to staff; what it is about is filled in already. */
export function ContactButton({ request, text, look, large, wide }: ContactButtonProps) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button look={look ?? 'secondary'} large={large} wide={wide} onClick={() => setOpen(true)}>
        {text}
      </Button>
      <Dialog open={open} title={text} closeLabel={t('kit.close')} onClose={close}>
        <RequestForm request={request} onDone={close} />
      </Dialog>
    </>
  );
}
