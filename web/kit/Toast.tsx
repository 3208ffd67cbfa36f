import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { Icon } from './Icon';

type Say = (text: string) => void;

const ToastContext = createContext<Say>(() => {});

/** Says in one line that something worked; ten seconds, and read out politely. */
export function useToast(): Say {
  return useContext(ToastContext);
}

interface ToastProviderProps {
  closeLabel: string;
  children: ReactNode;
}

export function ToastProvider({ closeLabel, children }: ToastProviderProps) {
  const [text, setText] = useState('');
  const say = useCallback((words: string) => {
    setText(words);
    setTimeout(() => setText((now) => (now === words ? '' : now)), 10_000);
  }, []);
  return (
    <ToastContext.Provider value={say}>
      {children}
      <div className="toast-place" role="status">
        {text && (
          <div className="toast">
            <Icon name="check" />
            <span>{text}</span>
            <button
              type="button"
              className="icon-button"
              aria-label={closeLabel}
              onClick={() => setText('')}
            >
              <Icon name="cross" size={16} />
            </button>
          </div>
        )}
      </div>
    </ToastContext.Provider>
  );
}
