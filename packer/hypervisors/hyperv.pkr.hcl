# On a Windows host with Hyper-V, from an elevated shell: packer build -only='hyperv-iso.*' packer/hypervisors
variable "hyperv_switch" {
  type    = string
  default = "Default Switch"
}

source "hyperv-iso" "sallyport" {
  iso_url              = var.medium
  iso_checksum         = var.medium_checksum
  output_directory     = var.output
  vm_name              = "sallyport-${var.version}"
  generation           = 2
  enable_secure_boot   = true
  secure_boot_template = "MicrosoftUEFICertificateAuthority"
  switch_name          = var.hyperv_switch
  disk_size            = var.disk_mib
  cpus                 = 4
  memory               = 4096
  cd_files             = ["${var.answers}/*"]
  cd_label             = "ANSWERS"
  boot_wait            = "5s"
  boot_command         = var.boot_command
  communicator         = "ssh"
  ssh_username         = "root"
  ssh_private_key_file = var.private_key
  ssh_timeout          = "60m"
  shutdown_command     = "systemctl poweroff"
}
