import { FileExcelOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';

interface Props {
  file: File | null;
  onChoose: (file: File | null) => void;
}

/** The file to send in. */
export function FileChoice({ file, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <label className="file-choice">
      <FileExcelOutlined />
      <span>{file ? `${file.name} · ${Math.ceil(file.size / 1024)} KB` : t('imports.choose')}</span>
      <input
        type="file"
        accept=".csv,.xlsx"
        aria-label={t('imports.choose')}
        data-testid="import-file"
        onChange={(event) => onChoose(event.target.files?.[0] ?? null)}
      />
    </label>
  );
}
