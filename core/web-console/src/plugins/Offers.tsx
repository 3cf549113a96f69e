import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Modal, Select, Space, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { Plugin, PluginOffer, TenantNode } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Problem } from '../shared/Problem';
import { useLocalText, useName } from '../shared/text';

/** Whether a division is another one or lies below it. */
function covers(division: number | null | undefined, tenant: number | null | undefined): boolean {
  if (!division || !tenant) {
    return false;
  }
  const width = division % 10_000 === 0 ? 10_000 : division % 100 === 0 ? 100 : 1;
  return tenant >= division && tenant < division + width;
}

/** To whom the province offers a plugin, and who has it in which version. */
export function Offers({ plugin, manages }: { plugin: Plugin; manages: boolean }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const name = useName();
  const { code, tree } = useTenant();
  const cache = useQueryClient();
  const [subtree, setSubtree] = useState<number>();
  const [withdrawing, setWithdrawing] = useState<PluginOffer>();
  const id = plugin.plugin ?? '';
  // Who has it by this offer alone.
  const losing = (plugin.uses ?? []).filter(
    (use) =>
      use.enabled &&
      covers(withdrawing?.subtree, use.tenant) &&
      !(plugin.offers ?? []).some(
        (other) => other.subtree !== withdrawing?.subtree && covers(other.subtree, use.tenant),
      ),
  );
  const done = () => {
    setSubtree(undefined);
    setWithdrawing(undefined);
    void cache.invalidateQueries({ queryKey: ['plugins', code] });
  };
  const offer = useMutation({
    mutationFn: (to: number) =>
      body(
        api.POST('/api/v1/tenants/{code}/plugins/{plugin}/offers', {
          params: { path: { code, plugin: id } },
          body: { subtree: to },
        }),
      ),
    onSuccess: done,
  });
  const withdraw = useMutation({
    mutationFn: (one: PluginOffer) =>
      body(
        api.DELETE('/api/v1/tenants/{code}/plugins/{plugin}/offers/{subtree}', {
          params: { path: { code, plugin: id, subtree: one.subtree ?? 0 }, query: { confirmed: losing.length } },
        }),
      ),
    onSuccess: done,
    // Somebody enabled it meanwhile: who that is stands on the list that is read again.
    onError: () => void cache.invalidateQueries({ queryKey: ['plugins', code] }),
  });
  const places = useMemo(() => {
    const all: { value: number; label: string }[] = [];
    const walk = (node: TenantNode) => {
      all.push({ value: node.code ?? 0, label: `${name(node)} ${node.code}` });
      node.children?.forEach(walk);
    };
    tree.forEach(walk);
    return all;
  }, [tree, name]);
  const version = (hash: string | null | undefined) =>
    (plugin.versions ?? []).find((one) => one.hash === hash)?.version ?? hash?.slice(0, 12);
  return (
    <div className="plugin-offers">
      <p data-testid="plugin-offers">
        <strong>{t('plugins.offers.title')}</strong>{' '}
        {plugin.everyones
          ? t('plugins.offers.everybody')
          : (plugin.offers ?? []).length === 0
            ? t('plugins.offers.nobody')
            : null}
        {(plugin.offers ?? []).map((one) => (
          <Tag
            key={one.subtree}
            closable={manages}
            onClose={(event) => {
              event.preventDefault();
              setWithdrawing(one);
            }}
          >
            {text(one.name)} {one.subtree}
          </Tag>
        ))}
        {manages && !plugin.everyones && (
          <Space.Compact>
            <Select<number>
              aria-label={t('plugins.offers.to')}
              placeholder={t('plugins.offers.to')}
              value={subtree}
              onChange={setSubtree}
              options={places}
              showSearch={{ optionFilterProp: 'label' }}
              popupMatchSelectWidth={false}
              style={{ minWidth: 180 }}
              data-testid="plugin-offer-to"
            />
            <Button
              disabled={subtree === undefined}
              loading={offer.isPending}
              onClick={() => subtree !== undefined && offer.mutate(subtree)}
              data-testid="plugin-offer"
            >
              {t('plugins.offers.offer')}
            </Button>
          </Space.Compact>
        )}
      </p>
      {offer.error && <Problem error={offer.error} />}
      {(plugin.uses ?? []).length > 0 && (
        <p data-testid="plugin-uses">
          <strong>{t('plugins.uses.title')}</strong>{' '}
          {(plugin.uses ?? []).map((use) => (
            <Tag key={use.tenant} color={use.enabled ? 'green' : 'default'}>
              {text(use.name)}:{' '}
              {use.enabled ? (use.chosen ? version(use.chosen) : t('plugins.uses.follows')) : t('plugins.uses.off')}
              {use.shadow && ` · ${t('plugins.here.tries', { version: version(use.shadow) })}`}
            </Tag>
          ))}
        </p>
      )}
      <Modal
        open={withdrawing !== undefined}
        title={t('plugins.offers.withdraw', { name: text(withdrawing?.name) })}
        okText={t('plugins.offers.withdrawNow')}
        okButtonProps={{ danger: true, 'data-testid': 'plugin-withdraw' }}
        confirmLoading={withdraw.isPending}
        onOk={() => withdrawing && withdraw.mutate(withdrawing)}
        onCancel={() => {
          withdraw.reset();
          setWithdrawing(undefined);
        }}
      >
        {withdraw.error && <Problem error={withdraw.error} />}
        <p>
          {t(losing.length > 0 ? 'plugins.offers.withdrawHint' : 'plugins.offers.withdrawNobody', {
            users: losing.length,
          })}
        </p>
        {losing.map((use) => (
          <Tag key={use.tenant} color="red">
            {text(use.name)} {use.tenant}
          </Tag>
        ))}
      </Modal>
    </div>
  );
}
