import { ApartmentOutlined } from '@ant-design/icons';
import { TreeSelect } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router-dom';
import type { TenantNode } from '../api/model';
import { useName } from '../shared/text';
import { pathTo } from './session';
import { useTenant } from './tenant';

interface Choice {
  value: number;
  title: string;
  children?: Choice[];
}

/** Changes the tenant in the address and stays in the same part of the console. */
export function TenantSwitcher() {
  const { t } = useTranslation();
  const name = useName();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { code, tree } = useTenant();
  const choices = useMemo(() => {
    const choice = (node: TenantNode): Choice => ({
      value: node.code ?? 0,
      title: `${name(node)} ${node.code}`,
      children: node.children?.map(choice),
    });
    return tree.map(choice);
  }, [tree, name]);
  const opened = useMemo(() => pathTo(tree, code).map((node) => node.code ?? 0), [tree, code]);
  return (
    <TreeSelect<number>
      className="tenant-switcher"
      data-testid="tenant-switcher"
      aria-label={t('frame.tenant')}
      prefix={<ApartmentOutlined />}
      value={code}
      treeData={choices}
      treeDefaultExpandedKeys={opened}
      showSearch={{ treeNodeFilterProp: 'title' }}
      styles={{ popup: { root: { maxHeight: 460, minWidth: 300 } } }}
      onChange={(chosen) => {
        const section = pathname.split('/')[3] ?? '';
        void navigate(`/t/${chosen}/${section}`);
      }}
    />
  );
}
