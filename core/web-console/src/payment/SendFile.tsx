import { UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';

interface Props {
  label: string;
  accept: string;
  pending: boolean;
  testId: string;
  onFile: (form: FormData) => void;
}

/** A button that chooses a file and hands it on as the one part of a form. */
export function SendFile({ label, accept, pending, testId, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        data-testid={testId}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) {
            const form = new FormData();
            form.append('file', file, file.name);
            onFile(form);
          }
          event.target.value = '';
        }}
      />
      <Button type="primary" icon={<UploadOutlined />} loading={pending} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
