import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { chooseLocale, type Locale } from '../i18n';

/** The languages of register pages: plugins may bring Russian, which the rest of the console does not speak. */
export function RegisterLanguage() {
  const { t, i18n } = useTranslation();
  return (
    <Segmented<Locale>
      aria-label={t('register.language')}
      value={i18n.language as Locale}
      onChange={chooseLocale}
      data-testid="register-language"
      options={[
        { value: 'zh-CN', label: '中文' },
        { value: 'en', label: 'English' },
        { value: 'ru', label: 'Русский' },
      ]}
    />
  );
}
