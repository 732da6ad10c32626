# Each node has its description in modules/bondwright_network/files/FQDN.yaml.
node default {
  include bondwright_network
}
