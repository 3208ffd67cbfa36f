import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';

/** "3 users"; an extra that one has or has not goes by its name alone. */
export function useHowMany(): (code: string, number: number) => string {
  const { count } = useTexts();
  const { item, itemName } = usePortal();
  return (code, number) => {
    const name = itemName(code, number);
    return number === 1 && item(code)?.kind === 'add_on' ? name : `${count(number)} ${name}`;
  };
}
