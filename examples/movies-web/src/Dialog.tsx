import { useId, useLayoutEffect, useRef, type ReactNode } from "react";

interface DialogProps {
  title: string;
  /** Called when the person closes the dialog with the Escape key. */
  onClose: () => void;
  children: ReactNode;
}

/** A modal dialog of the browser: it keeps the focus inside, and gives it back when it disappears. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    const dialog = ref.current!;
    dialog.showModal();
    return () => dialog.close(); // before it leaves the page: only then the browser gives the focus back
  }, []);

  return (
    <dialog ref={ref} aria-labelledby={id} onClose={(event) => !event.currentTarget.open && onClose()}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
