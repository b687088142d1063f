import { Modal, type ModalProps } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import classes from './TallDialog.module.css';

interface TallDialogProps extends Omit<ModalProps, 'opened' | 'fullScreen' | 'classNames'> {
  bodyClassName?: string;
}

/** A dialog with an editor that fills the height; full screen on a phone. Render it only while it is open. */
export function TallDialog({ bodyClassName = '', ...props }: TallDialogProps) {
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false }) ?? false;
  return (
    <Modal
      {...props}
      opened
      fullScreen={isPhone}
      classNames={{ content: classes.content, body: `${classes.body} ${bodyClassName}` }}
    />
  );
}
