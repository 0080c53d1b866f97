{{/* The name of a part: {{ include "failover.name" (list . "agent") }} */}}
{{- define "failover.name" -}}
{{- $root := first . -}}
{{- printf "%s-%s" ($root.Release.Name | trunc 40 | trimSuffix "-") (last .) -}}
{{- end }}

{{- define "failover.selector" -}}
app.kubernetes.io/name: failover-dns
app.kubernetes.io/instance: {{ (first .).Release.Name }}
app.kubernetes.io/component: {{ last . }}
{{- end }}

{{- define "failover.labels" -}}
{{ include "failover.selector" . }}
app.kubernetes.io/version: {{ (first .).Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ (first .).Release.Service }}
helm.sh/chart: {{ printf "%s-%s" (first .).Chart.Name (first .).Chart.Version }}
{{- end }}

{{- define "failover.image" -}}
{{- $root := first . -}}
{{ $root.Values.image.registry }}/failover-dns-{{ last . }}:{{ $root.Values.image.tag | default $root.Chart.AppVersion }}
{{- end }}

{{- define "failover.secret" -}}
{{- .Values.tokens.existingSecret | default (include "failover.name" (list . "tokens")) -}}
{{- end }}

{{/* What every pod has in common. */}}
{{- define "failover.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "failover.container" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{/* The environment is read at a start: other tokens, other pods. Those of tokens.existingSecret are not known here. */}}
{{- define "failover.tokensRead" -}}
checksum/tokens: {{ printf "%s %s %s" .Values.tokens.existingSecret .Values.tokens.agent .Values.tokens.admin | sha256sum }}
{{- end }}

{{/* A token from the Secret as an environment variable. */}}
{{- define "failover.token" -}}
- name: {{ last . }}
  valueFrom: { secretKeyRef: { name: {{ include "failover.secret" (first .) }}, key: {{ last . }} } }
{{- end }}
