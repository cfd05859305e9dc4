"use client";

/** Asks for the fields of one form, with a button that cancels and one that submits. */
import { type ReactNode, useId } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";

type FormDialogProps = {
  title: ReactNode;
  description?: ReactNode;
  wide?: boolean;
  cancelLabel: ReactNode;
  submitLabel: ReactNode;
  /** This is the label of the submit button while the request is pending. */
  working: ReactNode | false;
  disabled?: boolean;
  onClose: () => void;
  onSubmit: (fields: FormData) => void;
  children: ReactNode;
};

export function FormDialog(props: FormDialogProps) {
  const { title, description, wide = false, working, disabled = false, onClose } = props;
  const formId = useId();
  return (
    <Dialog
      open
      wide={wide}
      onOpenChange={(open) => !open && onClose()}
      title={title}
      {...(description === undefined ? {} : { description })}
      footer={
        <>
          <Button onClick={onClose}>{props.cancelLabel}</Button>
          <Button form={formId} type="submit" kind="do" disabled={disabled} working={working}>
            {props.submitLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        method="post"
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          props.onSubmit(new FormData(event.currentTarget));
        }}
      >
        {props.children}
      </form>
    </Dialog>
  );
}
