import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { Icon } from './Icon';

interface ToastAction {
  text: string;
  run: () => void;
}

type Say = (text: string, action?: ToastAction) => void;

const ToastContext = createContext<Say>(() => {});
const stay = 10_000;

/** Says in one line that something worked; ten seconds, and read out politely. */
export function useToast(): Say {
  return useContext(ToastContext);
}

interface ToastProviderProps {
  closeLabel: string;
  children: ReactNode;
}

export function ToastProvider({ closeLabel, children }: ToastProviderProps) {
  const [shown, setShown] = useState<{ text: string; action?: ToastAction | undefined }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = useCallback((text: string, action?: ToastAction) => {
    clearTimeout(timer.current);
    setShown({ text, action });
    timer.current = setTimeout(() => setShown(undefined), stay);
  }, []);
  const { text, action } = shown ?? {};
  return (
    <ToastContext.Provider value={say}>
      {children}
      <div className="toast-place" role="status">
        {text && (
          <div className="toast">
            <Icon name="check" />
            <span>{text}</span>
            {action && (
              <button
                type="button"
                className="toast-action"
                onClick={() => {
                  setShown(undefined);
                  action.run();
                }}
              >
                {action.text}
              </button>
            )}
            <button
              type="button"
              className="icon-button"
              aria-label={closeLabel}
              onClick={() => setShown(undefined)}
            >
              <Icon name="cross" size={16} />
            </button>
          </div>
        )}
      </div>
    </ToastContext.Provider>
  );
}
