import { UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';

/** The documents the server takes, as a file chooser understands them. */
const DOCUMENTS = '.pdf,.docx,.doc,.xlsx,.jpg,.jpeg,.png,.txt';

interface Props {
  label: string;
  pending: boolean;
  /** Test id of the button; the field that holds the file has another one. */
  testId: string;
  fieldTestId: string;
  onFile: (file: File) => void;
}

/** A button that chooses a document; the same one can be chosen again. */
export function FileButton({ label, pending, testId, fieldTestId, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={<UploadOutlined />} loading={pending} onClick={() => input.current?.click()} data-testid={testId}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={DOCUMENTS}
        aria-label={label}
        data-testid={fieldTestId}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) {
            onFile(file);
          }
          event.target.value = '';
        }}
      />
    </>
  );
}
